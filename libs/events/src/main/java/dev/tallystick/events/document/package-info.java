/**
 * What generated records read and write JSON with, and the records of this library's own documents.
 * All but these four classes are generated from {@code src/main/documents/events.json} while this
 * module is built, into {@code target/generated-sources/records}.
 */
@NullMarked
package dev.tallystick.events.document;

import org.jspecify.annotations.NullMarked;
