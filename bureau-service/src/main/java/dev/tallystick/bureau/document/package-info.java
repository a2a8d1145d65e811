/** What the vault answers and what a bureau says and keeps; the records are generated. */
@NullMarked
package dev.tallystick.bureau.document;

import org.jspecify.annotations.NullMarked;
