/**
 * Feeds: a lender is told of its open loans when something about the person changes. Each report in
 * a feed is a sale of its own, logged before it can be read; it waits for its reader for a bounded
 * time, and an ended consent or a closed loan ends the feed at that entry of the log. The lender
 * reads by a cursor, or has the same items sent to a webhook.
 */
@NullMarked
package dev.tallystick.bureau.feed;

import org.jspecify.annotations.NullMarked;
