/**
 * The two listeners of a host: the public one, and one on a port of its own that only the functions
 * of this host are told. They are open before the app is loaded, because it may want to know its
 * address; what arrives before there is somebody to answer waits.
 */
import { listen } from "./http-listener.ts";
import type { HttpListener } from "./http-listener.ts";
import { describeThrown } from "./log-record.ts";
import type { HostLog } from "./log-record.ts";

export interface Doors {
  readonly publicPort: number;
  readonly clientPort: number;
  /** Lets requests in; those that came before have been waiting. */
  open(
    serve: (request: Request) => Promise<Response>,
    serveClient: (request: Request) => Promise<Response>,
  ): void;
  /** Takes no more requests from outside; those in progress get `graceMs`, then are cut. */
  closeOutside(graceMs: number): Promise<void>;
  /** Cuts what is left, also the functions' own way to the host. */
  close(): Promise<void>;
}

export async function openDoors(port: number, log: HostLog): Promise<Doors> {
  type Serve = (request: Request) => Promise<Response>;
  const opened = Promise.withResolvers<{ serve: Serve; serveClient: Serve }>();
  const onError = (thrown: unknown) => {
    const error = describeThrown(thrown);
    log({ level: "error", source: "host", message: "A request could not be answered.", error });
  };
  const outside = await listen({
    port,
    handle: async (request) => (await opened.promise).serve(request),
    onError,
  });
  const inside: HttpListener = await listen({
    port: 0,
    handle: async (request) => (await opened.promise).serveClient(request),
    onError,
  });
  return {
    publicPort: outside.port,
    clientPort: inside.port,
    open: (serve, serveClient) => opened.resolve({ serve, serveClient }),
    closeOutside: (graceMs) => outside.close(graceMs),
    async close() {
      await outside.close(0);
      await inside.close(0);
    },
  };
}
