/** The page with a member's code. */
import "./elements/member-code.ts";
