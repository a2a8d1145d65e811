package dev.tallystick.rules;

import dev.tallystick.events.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Plans, assessments and vettings that parties have filed in a world. */
final class Filed {
  private Filed() {}

  /** All that the parties of the standard world need. */
  static void everythingFor(World world) {
    for (String lender : List.of(World.BANK, World.HARBOUR)) {
      use(world, lender, "2026-03-01");
      assess(world, lender, "LENDER", "LENDER", World.YEAR_LATER);
    }
    plan(world, World.BUREAU, World.START.minus(Duration.ofDays(1)), Papers.everyCategory());
    assess(world, World.MALL, "PLATFORM", "BUREAU", World.YEAR_LATER);
    assess(world, World.RIDE, "PLATFORM", "BUREAU", World.YEAR_LATER);
    assess(world, World.BUREAU, "BUREAU", "LENDER", World.YEAR_LATER);
  }

  /** The bureau's agreement with a lender, which it vetted on a day; in place of any before. */
  static String use(World world, String lender, String reviewedOn) {
    String id =
        world.state().agreements("USE", World.BUREAU, lender).stream()
            .findFirst()
            .map(agreement -> agreement.id())
            .orElseGet(() -> world.id("agr"));
    JsonObject agreement = Papers.agreement(id, "USE", World.BUREAU, lender, World.YEAR_LATER);
    world.append(
        "agreement.filed", Optional.empty(), Json.with(agreement, "reviewedOn", reviewedOn));
    return id;
  }

  static String plan(World world, String party, Instant from, List<String> categories) {
    String id = world.id("pla");
    world.append("plan.filed", Optional.empty(), Papers.collection(id, party, from, categories));
    return id;
  }

  static String assess(World world, String party, String from, String to, Instant until) {
    String id = world.id("asm");
    world.append(
        "assessment.filed", Optional.empty(), Papers.assessment(id, party, from, to, until));
    return id;
  }

  /** Files the party's first assessment again, as one that has ended. */
  static void endAssessment(World world, String party) {
    var before = world.state().party(party).orElseThrow().assessments().get(0);
    world.append(
        "assessment.filed",
        Optional.empty(),
        Papers.assessment(before.id(), party, before.fromRole(), before.toRole(), World.START));
  }

  static String openLoan(World world, String kind, String lender, String subject) {
    String loan = world.id("loan");
    world.append(
        "loan.opened",
        Optional.of(subject),
        Json.object(
            "loan",
            loan,
            "kind",
            kind,
            "lender",
            lender,
            "bureau",
            World.BUREAU,
            "consent",
            world.id("con"),
            "openedOn",
            "2026-03-01"));
    return loan;
  }

  static void closeLoan(World world, String loan) {
    world.append(
        "loan.closed",
        Optional.of(World.ALICE),
        Json.object(
            "loan",
            loan,
            "lender",
            World.BANK,
            "bureau",
            World.BUREAU,
            "closedOn",
            "2026-03-02",
            "reason",
            "REPAID"));
  }

  static void own(World world, String holder, String held, int basisPoints) {
    JsonObject share =
        Json.object(
            "holder", holder, "held", held, "basisPoints", basisPoints, "since", "2026-01-01");
    world.append("ownership.recorded", Optional.empty(), Json.with(share, "approvalRef", "A-1"));
  }
}
