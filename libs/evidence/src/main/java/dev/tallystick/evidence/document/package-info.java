/**
 * The documents that this library writes and reads, as records: the manifest of a bundle, and
 * lineages in the terms of W3C PROV and of OpenLineage. All are generated from {@code
 * src/main/documents/evidence.json} while this module is built.
 */
@NullMarked
package dev.tallystick.evidence.document;

import org.jspecify.annotations.NullMarked;
