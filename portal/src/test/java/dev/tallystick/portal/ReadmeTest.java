package dev.tallystick.portal;

import dev.tallystick.houserules.ReadmeRules;

/** Knowing one service's README is knowing all. */
class ReadmeTest extends ReadmeRules {}
