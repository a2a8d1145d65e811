/** The schemas of records as the vault publishes them, to judge lines before they are sent. */
@NullMarked
package dev.tallystick.importing.schema;

import org.jspecify.annotations.NullMarked;
