/**
 * What the vault answers, keeps sealed and hashes, as records; all are generated from {@code
 * src/main/documents/vault.json} while this module is built.
 */
@NullMarked
package dev.tallystick.vault.document;

import org.jspecify.annotations.NullMarked;
