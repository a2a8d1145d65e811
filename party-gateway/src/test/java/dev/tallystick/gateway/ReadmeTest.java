package dev.tallystick.gateway;

import dev.tallystick.houserules.ReadmeRules;

/** The README has the headings of every service's. */
class ReadmeTest extends ReadmeRules {}
