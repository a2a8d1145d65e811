/**
 * Erases what entries said when their term is over, by whole days of a class: first the entry
 * {@code opening.deleted}, then the bytes, then their key. Stubs and hashes stay, so every root,
 * count and proof holds as before.
 */
@NullMarked
package dev.tallystick.audit.erasure;

import org.jspecify.annotations.NullMarked;
