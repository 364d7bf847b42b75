import type { Scene } from "../scene.ts";

/** A book shop, a coffee roaster and a clothes shop with twelve places in Utrecht; shops and goods are invented. */
export const cityExplorer: Scene = {
  stores: [
    {
      id: "sto_canal-books",
      name: "Canal Books",
      shelf: [
        { sku: "BK-NOVEL", name: "A novel", category: "books", unitMinor: 2299 },
        { sku: "BK-ATLAS", name: "Atlas of small islands", category: "books", unitMinor: 3450 },
        { sku: "BK-CHILD", name: "Picture book", category: "books", unitMinor: 1595 },
        { sku: "ST-NOTE", name: "Notebook, dotted", category: "stationery", unitMinor: 1250 },
        { sku: "ST-PEN", name: "Fountain pen", category: "stationery", unitMinor: 2900 },
        { sku: "GM-CARDS", name: "Playing cards", category: "games", unitMinor: 899 },
      ],
      venues: [
        {
          name: "Canal Books, Oudegracht",
          latitude: 52.0908,
          longitude: 5.1214,
          radiusMetres: 60,
        },
        {
          name: "Canal Books, Station Hall",
          latitude: 52.0893,
          longitude: 5.1101,
          radiusMetres: 80,
        },
        {
          name: "Canal Books, Wittevrouwen",
          latitude: 52.0951,
          longitude: 5.1312,
          radiusMetres: 60,
        },
        {
          name: "Canal Books, Lombok",
          latitude: 52.0914,
          longitude: 5.0991,
          radiusMetres: 60,
        },
      ],
    },
    {
      id: "sto_north-roast",
      name: "North Roast",
      shelf: [
        { sku: "COFFEE", name: "A coffee", category: "drinks", unitMinor: 340 },
        { sku: "TEA", name: "A pot of tea", category: "drinks", unitMinor: 395 },
        { sku: "CAKE", name: "Apple cake", category: "pastry", unitMinor: 475 },
        { sku: "BUN", name: "Cardamom bun", category: "pastry", unitMinor: 350 },
        { sku: "BEANS-250", name: "Beans, 250 g", category: "beans", unitMinor: 995 },
        { sku: "BEANS-1000", name: "Beans, 1 kg", category: "beans", unitMinor: 3195 },
      ],
      venues: [
        {
          name: "North Roast, Dom Square",
          latitude: 52.0907,
          longitude: 5.1226,
          radiusMetres: 50,
        },
        {
          name: "North Roast, Neude",
          latitude: 52.093,
          longitude: 5.1186,
          radiusMetres: 50,
        },
        {
          name: "North Roast, Wilhelmina Park",
          latitude: 52.0871,
          longitude: 5.1408,
          radiusMetres: 120,
        },
        {
          name: "North Roast, Rotsoord",
          latitude: 52.0757,
          longitude: 5.1247,
          radiusMetres: 60,
        },
      ],
    },
    {
      id: "sto_loom-street",
      name: "Loom Street",
      shelf: [
        { sku: "TEE", name: "T-shirt", category: "clothes", unitMinor: 2495 },
        { sku: "SHIRT", name: "Linen shirt", category: "clothes", unitMinor: 5995 },
        { sku: "JEANS", name: "Jeans", category: "clothes", unitMinor: 8995 },
        { sku: "SCARF", name: "Wool scarf", category: "accessories", unitMinor: 3995 },
        { sku: "SOCKS", name: "Socks, three pairs", category: "accessories", unitMinor: 1495 },
        { sku: "BELT", name: "Leather belt", category: "accessories", unitMinor: 3495 },
      ],
      venues: [
        {
          name: "Loom Street, Steenweg",
          latitude: 52.0916,
          longitude: 5.1189,
          radiusMetres: 60,
        },
        {
          name: "Loom Street, Twijnstraat",
          latitude: 52.0846,
          longitude: 5.1223,
          radiusMetres: 60,
        },
        {
          name: "Loom Street, Biltstraat",
          latitude: 52.0944,
          longitude: 5.1287,
          radiusMetres: 60,
        },
        {
          name: "Loom Street, Leidsche Rijn",
          latitude: 52.0996,
          longitude: 5.066,
          radiusMetres: 100,
        },
      ],
    },
  ],
};
