/** The verify pages, in one file that needs nothing more: whoever has it open can check without a network. */
import "./elements/verify-proof.ts";
