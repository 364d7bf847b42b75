/** Contacts as staff see them: enough to recognise one that the person in front of you says, too little to take away. */

/** `ada@example.com` as `a•••@e•••.com`, `+31201234567` as `+31•••67`. */
export function maskedContact({ email, phone }: { email: string | null; phone: string | null }): string | null {
  if (email !== null) {
    const [name = "", domain = ""] = email.split("@");
    return `${name.slice(0, 1)}•••@${domain.slice(0, 1)}•••${domain.slice(domain.lastIndexOf("."))}`;
  }
  return phone === null ? null : `${phone.slice(0, 3)}•••${phone.slice(-2)}`;
}
