/**
 * The chain of index roots, for everybody, and the salts, for those who rebuild the index from
 * stubs.
 */
@NullMarked
package dev.tallystick.audit.indexroot;

import org.jspecify.annotations.NullMarked;
