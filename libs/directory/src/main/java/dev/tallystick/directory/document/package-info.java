/** What consent-service is asked and answers; the records are generated. */
@NullMarked
package dev.tallystick.directory.document;

import org.jspecify.annotations.NullMarked;
