/**
 * What the demonstration asks of the services and reads of their answers, as records. All are
 * generated from {@code src/main/documents/requests.json} while this module is built.
 */
@NullMarked
package dev.tallystick.demo.request;

import org.jspecify.annotations.NullMarked;
