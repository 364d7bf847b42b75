/** A scene: the shops in which a preset's history happens, what they sell and where their venues are. */
export interface Scene {
  stores: SceneStore[];
}

export interface SceneStore {
  /** `sto_…`. */
  id: string;
  name: string;
  /** As rules name it; absent: it has no place. */
  city?: string;
  shelf: Goods[];
  venues: SceneVenue[];
}

export interface Goods {
  sku: string;
  name: string;
  category: string;
  unitMinor: number;
}

export interface SceneVenue {
  name: string;
  latitude: number;
  longitude: number;
  radiusMetres: number;
  /** ISO 3166-1, as NL; absent: nobody said. */
  country?: string;
  /** As OpenStreetMap writes them; absent: nobody said. */
  hours?: string;
  categories?: string[];
}

/** The store whose key the demo prints. */
export function demoStoreOf({ stores: [first] }: Scene): string {
  if (!first) throw new Error("a scene has at least one store");
  return first.id;
}
