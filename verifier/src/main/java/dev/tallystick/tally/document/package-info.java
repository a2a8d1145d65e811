/**
 * What the commands read of files and answers, and send, as records. All are generated from {@code
 * src/main/documents/tally.json} while this module is built.
 */
@NullMarked
package dev.tallystick.tally.document;

import org.jspecify.annotations.NullMarked;
