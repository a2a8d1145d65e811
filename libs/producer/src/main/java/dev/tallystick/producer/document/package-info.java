/** What the log, the other services and the provider answer, as records; all are generated. */
@NullMarked
package dev.tallystick.producer.document;

import org.jspecify.annotations.NullMarked;
