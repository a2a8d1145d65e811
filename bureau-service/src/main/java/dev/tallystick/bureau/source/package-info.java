/**
 * Where the records for a report come from: release-1 by the data vault, one for each platform,
 * opened with the checks of an honest recipient.
 */
@NullMarked
package dev.tallystick.bureau.source;

import org.jspecify.annotations.NullMarked;
