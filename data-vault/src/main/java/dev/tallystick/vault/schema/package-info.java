/**
 * What the fields of a record may be: a JSON Schema for each category and version, for everybody to
 * read, by which every line is judged at the door.
 *
 * <p>The schemas are files beside this package. A version that was ever used stays as it is; what
 * changes is a new version.
 */
@NullMarked
package dev.tallystick.vault.schema;

import org.jspecify.annotations.NullMarked;
