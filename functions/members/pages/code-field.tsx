/** A field for a code that she was given: its letters stand from left to right in every language, and no phone corrects them. */
export const CodeField = ({
  id,
  name = id,
  label,
  hint,
  most,
}: {
  id: string;
  name?: string;
  label: string;
  /** What it looks like, or where it comes from. */
  hint?: string;
  /** Characters, dashes included. */
  most: number;
}) => (
  <>
    <label for={id}>{label}</label>
    {hint === undefined ? null : (
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
    )}
    <input
      id={id}
      name={name}
      required
      maxlength={most}
      autocomplete="off"
      autocapitalize="characters"
      spellcheck={false}
      dir="ltr"
      {...(hint === undefined ? {} : { "aria-describedby": `${id}-hint` })}
    />
  </>
);
