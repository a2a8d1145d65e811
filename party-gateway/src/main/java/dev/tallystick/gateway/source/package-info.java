/**
 * What a platform's own systems hold or send, deposited by itself: the rows of a query and the
 * messages of a topic. Rows are on the disk from before they are sent until their receipt is there,
 * and only then is it noted how far the source is read.
 */
@NullMarked
package dev.tallystick.gateway.source;

import org.jspecify.annotations.NullMarked;
