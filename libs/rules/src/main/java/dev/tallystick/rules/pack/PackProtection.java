package dev.tallystick.rules.pack;

import java.time.Period;
import java.util.Map;
import java.util.Optional;

/** What a pack grants persons in particular. */
record PackProtection(
    Optional<Integer> adultFrom,
    Optional<Period> stopAnswer,
    FreeReports freeReports,
    BreachTerms breachTerms,
    Map<String, String> complaintRoutes) {
  PackProtection {
    complaintRoutes = Map.copyOf(complaintRoutes);
  }
}
