/**
 * What a mapping says: read strictly, with the line and the place of every mistake.
 *
 * <p>Knows the names of columns and what becomes of their texts, and no file.
 */
@NullMarked
package dev.tallystick.importing.mapping;

import org.jspecify.annotations.NullMarked;
