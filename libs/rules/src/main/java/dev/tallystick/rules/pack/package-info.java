/**
 * Rule packs: the law as data. A pack is read strictly, names itself by the hash of its bytes, and
 * can be refused only as a whole.
 */
@NullMarked
package dev.tallystick.rules.pack;

import org.jspecify.annotations.NullMarked;
