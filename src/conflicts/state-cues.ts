// Words for a state that something is in and should not be, or is not in and should be; among them
// everything that uses, holds or contains something else.
// Source: https://learn.microsoft.com/troubleshoot/azure/virtual-machines/windows/error-messages.

import type { Cue } from "./cue.ts";

export const stateCues: readonly Cue[] = [
  // It comes to rest by itself.
  {
    signal: "changing",
    phrases: `
      in .. updating|creating|starting|stopping|provisioning|deallocating|migrating|scaling|accepted|transition* .. state|status
      state|status is? updating|creating|starting|stopping|provisioning|deallocating|migrating|scaling|transition*`,
  },
  {
    signal: "state",
    phrases: `
      in|to|under its|the|this|a|an? current|present|invalid|wrong|incorrect|inconsistent|terminal|transition*|final|unhealthy|bad|valid|following|required|correct|expected|ready|non|proper .. state|status|states
      state|status|phase ... must|should|needs|prevent*
      state|status|phase ... has to
      state|status|phase .. is|was|does|are|did not
      state|status|phase ... to be
      state|status|phase .. from
      in .. state|status
      provisioning|power|current|server|operational|lifecycle|runtime|resource|running state|status
      invalid|wrong|incorrect .. state|status
      state of|is
      while|when|as|since|because|if|until|unless|after|before ... is|are|was|be not|still|already|currently|either? running|stopped|stopping|starting|started|deallocated|allocated|attached|associated|enabled|disabled|paused|generalized|online|offline|provisioned|linked|active|inactive|mounted|referenced|configured|failed|empty|registered|connected|healthy|unhealthy|detached|removed|deleted|deployed|peered|protected
      while|when|as|since|because|if|until|unless|after|before ... been running|stopped|started|deallocated|allocated|attached|associated|enabled|disabled|generalized|provisioned|linked|mounted|configured|registered|connected|detached|removed|deleted|deployed|peered
      while|when|as|since|because|if|until|unless|after|before ... in use|maintenance`,
  },
  {
    signal: "state",
    phrases: `
      is|are|be|currently|still|it|been|being|resource still|currently|already? attached|associated|linked|referenced|connected|allocated|assigned|mounted|bound|paired|peered|joined|consumed|leased|mapped
      still configured
      is|are|be|currently|still|it|been|being|resource still|currently|already? in use
      is|are|be|currently|still|it|been|being|resource still|currently|already? used by|in
      is|are|be|currently|still|it|been|being|resource still|currently|already? owned by
      being used
      in use by|with|in
      is|are|already|currently|still using
      until ... been|is|are|has|have|it
      already turned|switched on|off
      already attached|associated|linked|owned|enabled|disabled|started|stopped|running|paused|connected|approved|rejected|allocated|mounted|deployed|leased|configured|active|onboarded|protected|peered|initialized|complete*
      already in use
      already failed over
      not yet? been? idle|published|running|ready|active|activated|started|provisioned|approved|registered|initiali*|connected|healthy|online|deallocated|stopped|pending|empty|attached|associated|detached|onboarded|deployed
      not yet configured|available|enabled
      not enabled on|for this? vm|machine|server|database|vault|account
      non empty|zero
      unhealthy
      nested|child|children|dependent|linked|related resource*|object*|item*
      depend*|dependenc* ... exist*|on|upon|still
      before you? deleting|delete|removing|remove|disabling|moving|updating|proceeding|retrying|attempting|performing|being
      before it|you can
      before you
      prior to
      delete|remove|disassociate|detach|unlink|disable|stop|deallocate|disconnect|empty|unregister|dissociate|cancel|start|enable|register|wait|resume|approve|break|publish ... first|before
      delete|remove|disassociate|detach|unlink|disable|stop|deallocate|disconnect|empty|unregister|dissociate|cancel|start|enable|register|wait|resume|approve|break ... and then? retry|try|re
      please first? stop|deallocate|detach|disassociate|dissociate|unlink|disable|start|register|enable|remove|delete|reenable|resume|disconnect|unmount|recreat*
      please first? power off
      first stop|deallocate|detach|disassociate|delete|remove|disable|enable|start|register
      still has|have|contain*|reference*|exist*|use|uses|hold*|hosts|serves|runs|owns|using|needed
      only ... on|when|while|if|for|from|against a|an|the? running|stopped|deallocated|generalized|started|unattached|detached|empty|active|enabled|paused|failed|succeeded|online
      cannot be? delete*|remove* ... last|default
      referenced|used|consumed|needed by ... cannot be? deleted|removed
      only|last|latest .... cannot be? deleted|removed|dropped|deactivated
      cannot delete|remove|deactivate|drop the only|last|latest
      since|because .. has|contains
      while|when ... has|have|contain*|exist* .. configured|defined|enabled|associated|attached|items|resources|active|any|child*|nested|rules|endpoints|links|replicas
      cannot be? delet*|remov*|unregister*|reimag*|mov*|disabl*|stop* ... has|have|contain*
      is|are already a|an|in|part|member
      not have ... configured|delegated|delegation
      vm|guest|machine agent .. not|cannot
      account|server|database|vault|key|cluster|workspace|endpoint ... unreachable|inaccessible
      account|server|database|vault|key|cluster|workspace|endpoint ... not accessible|reachable
      cannot be? enabled|disabled on|for|in|because|since|as
      must have ... enabled|disabled|configured
      being accessed
      active|outstanding shared? access|sas signature|token
      since|because|as it|they|there|one|some|the|this|that ... has|have|contain*|exist*|still
      since|because|as there is|are
      since|because|as ... is|are still
      there is|are ... associated|attached|linked
      stop|disable protection
      retry|try ... after *ing
      need* to be ... to be
      so it|they cannot be
      because|since ... is|are read only
      because|since ... is|are readonly
      validation|approval|verification|registration is|are|still pending
      no ongoing
      no active|running|ongoing|pending .. <operation>
      since|because|as .. exists|exist
      no on going
      is|are|been|was generalized|disabled|offline|suspended|deactivated|paused|stopped|inactive|powered
      not operational
      on|of|to|for|from|in a|an paused|stopped|disabled|suspended|deallocated|offline
      in a|an|the *? relationship
      cannot be? brought|taken offline|online
      only stopped|running|deallocated|generalized|started|unattached|detached|empty|active|enabled|disabled|paused|failed|succeeded|online|completed *? can be? *ed
      contain*|has|have ... cannot be? deleted|removed|unregistered|disabled|moved|dropped
      has|have|contain* active|connected|open|child|linked|attached|associated|dependent
      there are active|open|connected|running|dependent
      no *? linked|attached|associated|assigned|configured
      acts|serves|used as
      delete|remove|detach|unlink|undeploy|disassociate|deallocate|disable|stop them|those|these
      it|they still? has|have|contains .. resources|items|children|datasources|members|nodes|data
      agent|extension|extensions ... not reported|responding|responsive
      not reported .. status
      running pods
      disruption budget
      violat* ... pdb
      cannot evict
      faulted .. referenced
      require*|need* ... to be .. running|generalized|succeeded|stopped|deallocated|enabled|started|active|online|empty|registered|in|set
      must finish|complete
      must|should first? be first|set? in|to? stopped|deallocated|running|started|enabled|disabled|detached|empty|emptied|removed|deleted|provisioned|registered|succeeded|ready|active|paused|resumed|approved|online|offline|powered|unmounted|disassociated|shut|published|un*
      need*|has|have|required to first? be first|set? in|to? stopped|deallocated|running|started|enabled|disabled|detached|empty|emptied|removed|deleted|provisioned|registered|succeeded|ready|active|paused|resumed|approved|online|offline|powered|unmounted|disassociated|shut|un*`,
  },
];
