/**
 * What every page has: its frame, language, headers, assets, and the pages that say what went
 * wrong.
 */
@NullMarked
package dev.tallystick.portal.frame;

import org.jspecify.annotations.NullMarked;
