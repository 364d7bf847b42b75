import { expect, test } from "vitest";
import { maySendTo } from "../../functions/values/outside.ts";

const refused = [
  // Not https, or no address at all.
  "http://shop.example.com/",
  "ftp://shop.example.com/",
  "file:///etc/passwd",
  "javascript:alert(1)",
  "shop.example.com/hooks",
  "",
  // Addresses, private and public, in every spelling that a URL may have.
  "https://127.0.0.1/",
  "https://127.1/",
  "https://0/",
  "https://0.0.0.0/",
  "https://2130706433/",
  "https://0x7f000001/",
  "https://0x7f.1/",
  "https://0177.0.0.1/",
  "https://017700000001/",
  "https://127.0.0.1./",
  "https://%31%32%37.0.0.1/",
  "https://１２７.０.０.１/",
  "https://①②⑦.⓪.⓪.①/",
  "https://2130706433./",
  "https://0x7f.0.0.1../",
  "https://127.1../",
  "https:127.0.0.1",
  "https:\\\\127.0.0.1\\",
  "https://127.0.0.1#@shop.example.com/",
  "https://shop.example.com@127.0.0.1/",
  "https://127。0。0。1/",
  "https://10.1.2.3/",
  "https://172.16.0.1/",
  "https://192.168.1.1/",
  "https://100.64.0.1/",
  "https://169.254.169.254/latest/meta-data/",
  "https://0xa9fea9fe/",
  "https://198.18.0.1/",
  "https://224.0.0.1/",
  "https://255.255.255.255/",
  "https://8.8.8.8/",
  "https://[::]/",
  "https://[::1]/",
  "https://[0:0:0:0:0:0:0:1]/",
  "https://[::ffff:127.0.0.1]/",
  "https://[::ffff:7f00:1]/",
  "https://[64:ff9b::7f00:1]/",
  "https://[fe80::1]/",
  "https://[fd12:3456::1]/",
  "https://[fd00:ec2::254]/",
  "https://[2001:4860:4860::8888]/",
  // Names that mean inside.
  "https://localhost/",
  "https://LOCALHOST/",
  "https://localhost./",
  "https://localhost../",
  "https://localhost。/",
  "https://ⓛocalhost/",
  "https://lo\u00adcalhost/",
  "https://lo\ncalhost/",
  "https://shop.localhost/",
  "https://localhost.localdomain/",
  "https://kubernetes.default.svc/",
  "https://ledger.private/",
  "https://metadata.google.internal/",
  "https://metadata.google.internal./",
  "https://metadata.google.internal../",
  "https://printer.local/",
  "https://nas.home.arpa/",
  "https://1.0.0.127.in-addr.arpa/",
  "https://router.lan/",
  "https://intranet/",
  // No names.
  "https://.example/",
  "https://shop..example/",
  // A user of its own, or a system's port.
  "https://me@shop.example.com/",
  "https://me:secret@shop.example.com/",
  "https://shop.example.com:22/",
  "https://shop.example.com:80/",
  "https://shop.example.com:1023/",
];

test.each(refused)("nothing is sent to %s", (url) => {
  expect(maySendTo(url, { isLocalAllowed: false })).toBe(false);
});

test.each([
  "https://shop.example.com/hooks?store=1",
  "https://shop.example.com:443/",
  "https://shop.example.com:1024/",
  "https://shop.example.com:8443/hooks",
  "https://xn--bcher-kva.example/",
  "https://bücher.example/",
  "https://10.example.com/",
])("%s may be sent to", (url) => {
  expect(maySendTo(url, { isLocalAllowed: false })).toBe(true);
});

test.each(refused.filter((url) => !/^http:/.test(url)))("a demo sends nothing to %s either", (url) => {
  expect(maySendTo(url, { isLocalAllowed: true })).toBe(false);
});

test("a demo sends to this machine over http, and to no other", () => {
  const may = (url: string) => maySendTo(url, { isLocalAllowed: true });
  expect(["http://127.0.0.1:8787/hooks", "http://localhost:3000/", "http://[::1]:1/"].map(may)).toEqual([
    true,
    true,
    true,
  ]);
  expect(
    ["http://me@localhost/", "http://10.0.0.1/", "http://localhost.example.com/", "http://192.168.1.1/"].map(may),
  ).toEqual(Array(4).fill(false));
});
