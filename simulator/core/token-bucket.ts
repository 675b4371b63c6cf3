// Allowances: a bucket of tokens that refills steadily up to its size. Azure's documents give refill
// per second (front door) or per minute (Compute) and the size; that the refill is steady within the
// minute is assumed.

export interface BucketSize {
  readonly capacity: number;
  readonly refillPerSecond: number;
}

export interface Bucket {
  readonly tokens: number;
  readonly atMs: number;
}

export interface Take {
  readonly bucket: Bucket;
  readonly granted: boolean;
  /** Whole tokens left. */
  readonly remaining: number;
  /** Until one token is there again; 0 when granted. */
  readonly waitMs: number;
}

export function fullBucket(size: BucketSize, nowMs: number): Bucket {
  return { tokens: size.capacity, atMs: nowMs };
}

/** Takes one token if there is one. */
export function takeToken(bucket: Bucket, size: BucketSize, nowMs: number): Take {
  const refilled = (Math.max(0, nowMs - bucket.atMs) / 1000) * size.refillPerSecond;
  const tokens = Math.min(size.capacity, bucket.tokens + refilled);
  if (tokens >= 1) {
    const left = tokens - 1;
    const after = { tokens: left, atMs: nowMs };
    return { bucket: after, granted: true, remaining: Math.floor(left), waitMs: 0 };
  }
  const waitMs = Math.ceil(((1 - tokens) / size.refillPerSecond) * 1000);
  return { bucket: { tokens, atMs: nowMs }, granted: false, remaining: 0, waitMs };
}
