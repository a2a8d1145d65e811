/**
 * The load generator: keep-alive HTTP/1.1 connections on one thread, cheap enough to share two
 * cores with the server that it loads. Closed loop for the peak, open loop for latencies.
 */
@NullMarked
package dev.tallystick.bench.load;

import org.jspecify.annotations.NullMarked;
