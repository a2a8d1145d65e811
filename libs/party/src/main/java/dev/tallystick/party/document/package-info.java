/**
 * What parties send to the services and read of their answers, as records. All are generated from
 * {@code src/main/documents/party.json} while this module is built; signed statements are in {@code
 * dev.tallystick.party}.
 */
@NullMarked
package dev.tallystick.party.document;

import org.jspecify.annotations.NullMarked;
