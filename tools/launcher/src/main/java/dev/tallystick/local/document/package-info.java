/** What services answer about their health; the records are generated. */
@NullMarked
package dev.tallystick.local.document;

import org.jspecify.annotations.NullMarked;
