/**
 * AES-CMAC (RFC 4493, NIST SP 800-38B) and the two block operations that tags need, out of the AES-CBC that every browser
 * and Worker has: with a zero vector CBC of one block is the block cipher, and of many blocks CBC-MAC.
 */

const BLOCK = 16;
const ZERO = new Uint8Array(BLOCK);
/** x^128 + x^7 + x^2 + x + 1: what a shifted block is reduced by. */
const REDUCER = 0x87;

/** The tag of a message, 16 bytes. The key is 16 bytes. */
export async function aesCmac(key: Uint8Array, message: Uint8Array): Promise<Uint8Array> {
  const single = doubled(await encryptBlocks(key, ZERO));
  const isWhole = message.length > 0 && message.length % BLOCK === 0;
  const blocks = new Uint8Array(Math.max(1, Math.ceil(message.length / BLOCK)) * BLOCK);
  blocks.set(message);
  if (!isWhole) blocks[message.length] = 0x80;
  const last = blocks.subarray(-BLOCK);
  const subkey = isWhole ? single : doubled(single);
  for (const [index, byte] of subkey.entries()) last[index] = (last[index] ?? 0) ^ byte;
  return (await encryptBlocks(key, blocks)).slice(-BLOCK);
}

/** Whole blocks encrypted by AES-128-CBC with a zero vector, without padding. */
export async function encryptBlocks(key: Uint8Array, blocks: Uint8Array): Promise<Uint8Array> {
  const encrypted = await crypto.subtle.encrypt({ name: "AES-CBC", iv: ZERO }, await aes(key), own(blocks));
  // WebCrypto pads, here by one block of padding; what stands before it is what a cipher without padding says.
  return new Uint8Array(encrypted).slice(0, blocks.length);
}

/** Whole blocks decrypted by AES-128-CBC with a zero vector, without padding. */
export async function decryptBlocks(key: Uint8Array, blocks: Uint8Array): Promise<Uint8Array> {
  // WebCrypto insists on padding: one more block is made that decrypts to exactly that.
  const padding = new Uint8Array(BLOCK).map((_, index) => BLOCK ^ (blocks[blocks.length - BLOCK + index] ?? 0));
  const padded = new Uint8Array(blocks.length + BLOCK);
  padded.set(blocks);
  padded.set(await encryptBlocks(key, padding), blocks.length);
  return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-CBC", iv: ZERO }, await aes(key), padded));
}

function aes(key: Uint8Array): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", own(key), "AES-CBC", false, ["encrypt", "decrypt"]);
}

/** The block times x in GF(2^128), as the subkeys of CMAC are made. */
function doubled(block: Uint8Array): Uint8Array<ArrayBuffer> {
  const shifted = new Uint8Array(BLOCK).map((_, index) => ((block[index] ?? 0) << 1) | ((block[index + 1] ?? 0) >> 7));
  if ((block[0] ?? 0) & 0x80) shifted[BLOCK - 1] = (shifted[BLOCK - 1] ?? 0) ^ REDUCER;
  return shifted;
}

/** A copy in a buffer of its own, as WebCrypto's types ask for. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
