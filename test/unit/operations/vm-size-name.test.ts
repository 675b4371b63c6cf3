// The door takes every size that Azure sells, has sold or may plausibly sell next, and refuses what
// no location can ever offer.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { KnownVirtualMachineSizeTypes } from "@azure/arm-compute";
import { describe, expect, it } from "vitest";
import { VM_SIZES } from "../../../simulator/core/sizes.ts";
import { isSizeName } from "../../../src/operations/vm-size-name.ts";

const recordings = new URL("../../../../shared/recordings/", import.meta.url);

/** One or more of every form that Azure has sold, the odd ones above all. */
const sold = `
  Basic_A0 Basic_A4 Standard_A0 Standard_A1 Standard_A7 Standard_A10 Standard_A11 Standard_A1_v2
  Standard_A8m_v2 Standard_B1ls Standard_B1ms Standard_B12ms Standard_B20ms Standard_B16s_v2
  Standard_B2ts_v2 Standard_B2ats_v2 Standard_B2pts_v2 Standard_B16pls_v2 Standard_D1 Standard_D14
  Standard_D11_v2 Standard_D15_v2 Standard_D15i_v2 Standard_D2_v2_Promo Standard_D2_v3
  Standard_D48s_v3 Standard_D96a_v4 Standard_D4d_v5 Standard_D8as_v5_Promo Standard_D2ps_v5
  Standard_D2plds_v5 Standard_D96lds_v5 Standard_D64nlds_v6 Standard_D192s_v6 Standard_D160alds_v7
  Standard_D96vds_v7 Standard_D372ls_v7 Standard_DC1s_v3 Standard_DC2as_v5 Standard_DC4s
  Standard_DC8_v2 Standard_DC2ads_v5 Standard_DC16as_cc_v5 Standard_DC96ads_cc_v5
  Standard_DC128eds_v6 Standard_DS1 Standard_DS11-1_v2 Standard_DS12-2_v2 Standard_DS14-8_v2
  Standard_DS15i_v2 Standard_DS2_v2_Promo Standard_E20_v3 Standard_E64i_v3 Standard_E8-4as_v4
  Standard_E80ids_v4 Standard_E104id_v5 Standard_E112ibds_v5 Standard_E96-24ads_v5
  Standard_E128-64ads_v7 Standard_E192ids_v6 Standard_EC20ads_cc_v5 Standard_EC96iads_v5
  Standard_EC128ieds_v5 Standard_F1 Standard_F16s Standard_F72s_v2 Standard_F16ams_v6
  Standard_F1as_v7 Standard_FX36mds Standard_FX96-48mds_v2 Standard_G5 Standard_GS4-4
  Standard_GS4-8 Standard_GS5-16 Standard_H8_Promo Standard_H16mr Standard_H16mr_Promo
  Standard_HB60rs Standard_HB60-45rs Standard_HB120-16rs_v3 Standard_HB120rs_v2
  Standard_HB176-144rs_v4 Standard_HB368rs_v5 Standard_HC44-16rs Standard_HX176-24rs
  Standard_L4s Standard_L80s_v2 Standard_L8as_v3 Standard_L12aos_v4 Standard_L96s_v4 Standard_M64
  Standard_M64m Standard_M128 Standard_M8ms Standard_M8-2ms Standard_M32ts Standard_M192idms_v2
  Standard_M208-52ms_v2 Standard_M416-208ms_v2 Standard_M416s_10_v2 Standard_M832ixs_v2
  Standard_M1792ixds_32_v2 Standard_M12s_v3 Standard_M64bds_1_v3 Standard_M176bds_4_v3
  Standard_M128-64bds_3_v3 Standard_M24s-12_v3 Standard_M176ds-44_4_v3 Standard_M416ds-104_6_v3
  Standard_M832ids-416_16_v3 Standard_M32mds_v4 Standard_M128bds_2_v4 Standard_NC6 Standard_NC24r
  Standard_NC24r_Promo Standard_NC24rs_v3 Standard_NC4as_T4_v3 Standard_NC8ads_A10_v4
  Standard_NC24ads_A100_v4 Standard_NC40ads_H100_v5 Standard_NC80adis_H100_v5
  Standard_NCC40ads_H100_v5 Standard_NC36lds_xl_RTXPRO6000BSE_v6
  Standard_NC256ds_xl_RTXPRO6000BSE_v6 Standard_ND6s Standard_ND24rs Standard_ND40rs_v2
  Standard_ND96asr_v4 Standard_ND96amsr_A100_v4 Standard_ND96isr_H100_v5
  Standard_ND96isrf_H100_v5 Standard_ND96is_flex_H100_v5 Standard_ND96isr_MI300X_v5
  Standard_ND128isr_NDR_GB200_v6 Standard_ND128isrf_NDR_GB200_v6 Standard_ND128isr_GB300_v6
  Standard_NG8ads_V620_v1 Standard_NG32adms_V620 Standard_NM16ads_MA35D Standard_NP10s
  Standard_NV6 Standard_NV24_Promo Standard_NV12s_v3 Standard_NV4as_v4 Standard_NV6ads_A10_v5
  Standard_NV36adms_A10_v5 Standard_NV28adms_V710_v5 Standard_PB6s Standard_PB24s
`
  .trim()
  .split(/\s+/);

/** What Azure could well call sizes that it does not sell yet. */
const plausible = `
  Standard_D4s_v8 Standard_D512ads_v12 Standard_E768is_v9 Standard_M3584ixds_64_v4 Standard_Q8s
  Standard_DX16gs_v1 Standard_ND256isr_XDR_GB400_v8 Standard_NC64ads_MI400X_v9 Standard_D6s_v7
`
  .trim()
  .split(/\s+/);

const nonsense = [
  ["", "nothing"],
  ["Standard", "a tier alone"],
  ["Standard_", "a tier alone"],
  ["Standard_D", "no number"],
  ["Standard_Gigantic", "no number"],
  ["Standard_LRS", "a disk's type"],
  ["Premium_LRS", "a disk's type"],
  ["D4s_v5", "no tier"],
  ["Standard D4s v5", "spaces"],
  ["Standard-D4s-v5", "hyphens"],
  ["Premium_D4s_v5", "no tier of Azure's"],
  ["Basic_D4", "a family that Basic never had"],
  ["Basic_A5", "a class that Basic never had"],
  ["Basic_A1_v2", "a version that Basic never had"],
  ["Standard_4s_v5", "no family"],
  ["Standard_DSERIES4s_v5", "no family is that long"],
  ["Standard_D0s_v5", "no vCPUs"],
  ["Standard_D04s_v5", "a leading zero"],
  ["Standard_D17s_v5", "odd and above 16"],
  ["Standard_D999s_v9", "odd and above 16"],
  ["Standard_D9000s_v9", "more vCPUs than any size will have"],
  ["Standard_D44444s_v5", "more vCPUs than any size will have"],
  ["Standard_D-4s_v5", "less than none"],
  ["Standard_D4.5s_v5", "half a vCPU"],
  ["Standard_E8-8s_v5", "constrained to all it has"],
  ["Standard_E8-16s_v5", "constrained to more than it has"],
  ["Standard_E8-0s_v5", "constrained to none"],
  ["Standard_E8-4s-2_v5", "constrained twice"],
  ["Standard_E8-s_v5", "constrained to nothing"],
  ["Standard_D4ss_v5", "a feature twice"],
  ["Standard_D4sS_v5", "a feature twice"],
  ["Standard_D4abcdefg_v5", "more features than any size has"],
  ["Standard_D4s_v0", "version 0"],
  ["Standard_D4s_v05", "a leading zero"],
  ["Standard_D4s_v", "half a version"],
  ["Standard_D4s_v5_v6", "two versions"],
  ["Standard_D4s_5_v5_6", "something behind the version"],
  ["Standard_D4s_v5_Discount", "something behind the version"],
  ["Standard_D4s_v5_Promo_Promo", "a promotion twice"],
  ["Standard_D4s_Promo_v5", "a promotion before the version"],
  ["Standard_D4s_Nowhere", "a word that stands for nothing"],
  ["Standard_D4s_A10_A100_T4_v5", "three accelerators"],
  ["Standard_M64s_0_v3", "no memory"],
  ["Standard_D4s__v5", "an empty part"],
  ["Standard_D4s_v5_", "an empty part"],
  [" Standard_D4s_v5", "a space before it"],
  ["Standard_D4s_v5 ", "a space behind it"],
  ["Standard_D4s_v5\n", "a line break behind it"],
  ["Standard_D4s_v5\u0000", "a control character"],
  ["Standard_D4ſ_v5", "a letter that is no s"],
  ["Standard_\uff244s_v5", "a wide D"],
  ["../Standard_D4s_v5", "a path"],
  ["Standard_D4s_v5/vmSizes", "a path"],
  ["Standard_D4s_v5?api-version=1", "a query"],
  ["Standard_D4s_v5,Standard_D8s_v5", "two sizes"],
] as const;

const refusedOf = (names: readonly string[]) => names.filter((name) => !isSizeName(name));

describe("the name of a VM size", () => {
  it("is taken in each form that Azure has sold, in any letter case", () => {
    expect(refusedOf(sold)).toEqual([]);
    expect(refusedOf(sold.map((name) => name.toLowerCase()))).toEqual([]);
    expect(refusedOf(sold.map((name) => name.toUpperCase()))).toEqual([]);
  });

  it("is taken for each size that the SDK and the simulated locations know", () => {
    const known = Object.values<string>(KnownVirtualMachineSizeTypes);
    expect(known.length).toBeGreaterThan(150);
    expect(refusedOf(known)).toEqual([]);
    expect(refusedOf(VM_SIZES.map(({ name }) => name))).toEqual([]);
  });

  it("is taken for each size that machines in the recordings have", ({ skip }) => {
    if (!existsSync(recordings)) skip("The recordings are not beside this repository.");
    const sizes = readdirSync(recordings)
      .map((file) => readFileSync(new URL(file, recordings), "utf8"))
      .flatMap((text) => [...text.matchAll(/vmSize\\*"\s*:\s*\\*"([^"\\]+)/g)])
      .map(([, size]) => size ?? "")
      // A template that was deployed names its parameter instead.
      .filter((size) => !size.startsWith("["));
    expect(sizes).not.toEqual([]);
    expect(refusedOf(sizes)).toEqual([]);
  });

  it("is taken where a size that Azure does not sell yet may have it", () => {
    expect(refusedOf(plausible)).toEqual([]);
  });

  it.each(nonsense)("is refused as %o (%s)", (name) => {
    expect(isSizeName(name)).toBe(false);
  });

  it.each(["1", "A", "_A1", "_11", "-1", "_v1"])("is judged at once however often %o", (piece) => {
    const before = performance.now();
    expect(isSizeName(`Standard_D4${piece.repeat(20_000)}!`)).toBe(false);
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});
