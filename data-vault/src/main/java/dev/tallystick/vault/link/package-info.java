/**
 * One person, several identifiers: what platforms claim about two tokens, and what the person says
 * to it.
 *
 * <p>A claim opens nothing. It becomes a link when the person confirms it, logged in freshly, and
 * the identity provider vouches for both identifiers; from when the log has the link, until it is
 * undone, the tokens are one person's. What is linked is kept apart all the same, so undoing leaves
 * nothing of one with the other.
 */
@NullMarked
package dev.tallystick.vault.link;

import org.jspecify.annotations.NullMarked;
