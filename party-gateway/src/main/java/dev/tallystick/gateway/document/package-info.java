/**
 * What the gateway sends to the services, reads of their answers and keeps, as records. All are
 * generated from {@code src/main/documents/gateway.json} while this module is built.
 */
@NullMarked
package dev.tallystick.gateway.document;

import org.jspecify.annotations.NullMarked;
