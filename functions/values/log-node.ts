/** A node of the public log's tree as it is stored: level 0 is a leaf, whose operation is told instead of its hash. */
export type LogNode = LogLeaf | LogTile;

export interface LogLeaf {
  level: 0;
  /** From 0: operation `position + 1`. */
  position: number;
  operation: { id: string; recordHash: string };
}

/** The head of a whole subtree of 256^level leaves, the first of which is `position · 256^level`. */
export interface LogTile {
  level: number;
  position: number;
  /** Hex. */
  hash: string;
}
