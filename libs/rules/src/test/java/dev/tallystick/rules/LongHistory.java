package dev.tallystick.rules;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.state.Consent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Months of a market at random: people who consent, limit, withdraw and have things erased;
 * releases made of one another, lost, found, destroyed and charged for; loans and keys that come
 * and go.
 */
final class LongHistory {
  private static final List<String> PERSONS = List.of(World.ALICE, World.BOB);
  private static final List<String> CATEGORIES = List.of("SHOPPING.AGGREGATE", "TRAVEL.AGGREGATE");

  final World world = World.standard();
  final List<String> notices = new ArrayList<>();
  private final Random random;
  private final List<String> releases = new ArrayList<>();
  private final List<String> loans = new ArrayList<>();
  private final List<String> lost = new ArrayList<>();

  LongHistory(long seed, Pack pack) {
    random = new Random(seed);
    world.on(Packs.shelf()).activate(pack, World.START);
    loans.add(world.id("loan"));
  }

  private <T> T any(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }

  /** One that was not long ago, as a rule. */
  private <T> Optional<T> late(List<T> items) {
    int from = random.nextInt(4) == 0 ? 0 : Math.max(0, items.size() - 6);
    return items.isEmpty()
        ? Optional.empty()
        : Optional.of(items.get(from + random.nextInt(items.size() - from)));
  }

  /** Lets up to some hours pass and something happen. */
  void turn() {
    world.later(Duration.ofMinutes(random.nextInt(12 * 60)));
    String person = any(PERSONS);
    int dice = random.nextInt(100);
    if (dice < 45) {
      DecisionRequest request = request();
      Decision decision = world.decide(request);
      if (decision.isPermit() && !request.dryRun()) {
        releases.add(world.release(request, decision));
      }
    } else if (dice < 62) {
      grant(person);
    } else if (dice < 66) {
      late(world.state().consents(person)).map(Consent::id).ifPresent(world::withdraw);
    } else if (dice < 78) {
      late(releases).ifPresent(this::become);
    } else if (dice < 84) {
      loan(person);
    } else if (dice < 88) {
      world.key(any(List.of(World.BUREAU, World.BANK)), world.now().plus(Duration.ofDays(200)));
    } else if (dice < 90) {
      erase(person, any(List.of(World.MALL, World.RIDE)));
    } else if (dice < 94) {
      refuse(person);
    } else if (dice < 97) {
      frozen(person);
    } else {
      notices.add(present(person, world.id("ntc")));
    }
  }

  private void grant(String person) {
    JsonObject data =
        switch (random.nextInt(3)) {
          case 0 -> Consents.provide(world, CATEGORIES);
          case 1 -> Consents.query(world, CATEGORIES);
          default ->
              Consents.consent(
                  world, "ONWARD", World.BANK, World.HARBOUR, "LOAN_APPROVAL", CATEGORIES);
        };
    if (random.nextInt(3) == 0) {
      data = Json.with(data, "useLimit", 1 + random.nextInt(5));
    }
    if (random.nextInt(3) == 0) {
      String window = any(List.of("P1D", "P20D", "P1Y"));
      data =
          Json.with(
              data, "frequency", Json.object("count", 1 + random.nextInt(3), "window", window));
    }
    notices.add(present(person, data.getObject("notice").getString("id")));
    world.append("consent.given", Optional.of(person), data);
  }

  private String present(String person, String id) {
    List<String> items =
        random.nextBoolean()
            ? List.of("CONFLICT", "PURPOSE", "RECIPIENT")
            : List.of("CONTACT", "KINDS", "METHOD", "PURPOSE", "RECIPIENT", "RETENTION", "RIGHTS");
    world.append(
        "notice.presented",
        Optional.of(person),
        Json.object(
            "notice",
            id,
            "kind",
            "PROVIDE",
            "discloser",
            World.MALL,
            "recipient",
            World.BUREAU,
            "textHash",
            World.HASH,
            "language",
            "en",
            "items",
            items,
            "highlighted",
            true,
            "channel",
            "SELF"));
    return id;
  }

  /** Something becomes of a release. */
  private void become(String release) {
    int dice = random.nextInt(4);
    if (dice == 0) {
      lost.add(
          world.append(
              "data.undelivered",
              Optional.of(World.ALICE),
              Json.object(
                  "release",
                  release,
                  "from",
                  World.MALL,
                  "to",
                  World.BUREAU,
                  "reason",
                  "NO_ANSWER",
                  "attempts",
                  3)));
    } else if (dice == 1) {
      Releases.received(world, release, late(lost));
    } else if (dice == 2) {
      world.append(
          "data.destroyed",
          Optional.of(World.ALICE),
          Json.object(
              "party",
              World.BUREAU,
              "releases",
              List.of(release),
              "reason",
              "DENIED",
              "certificate",
              World.HASH));
    } else {
      JsonObject fee =
          Json.object(
              "amount", 120, "currency", "CNY", "tariff", world.tariff, "line", "score-std");
      Optional<String> cause = late(lost);
      JsonObject reversed =
          Json.object(
              "release",
              release,
              "from",
              World.BUREAU,
              "to",
              World.BANK,
              "fee",
              fee,
              "reason",
              cause.isPresent() ? "UNDELIVERED" : "ERROR");
      world.append(
          "fee.reversed",
          Optional.of(World.ALICE),
          cause.map(each -> Json.with(reversed, "cause", each)).orElse(reversed));
    }
  }

  private void loan(String person) {
    if (random.nextBoolean()) {
      loans.add(Filed.openLoan(world, "LOAN", World.BANK, person));
    } else {
      Filed.closeLoan(world, any(loans));
    }
  }

  private void erase(String person, String provider) {
    world.append(
        "erasure.started",
        Optional.of(person),
        Json.object(
            "erasure",
            world.id("era"),
            "scope",
            "PROVIDER",
            "provider",
            provider,
            "ground",
            "PERSON_REQUEST",
            "stoppedAt",
            World.time(world.now())));
  }

  private void refuse(String person) {
    world.append(
        "consent.refused",
        Optional.of(person),
        Json.object(
            "kind", "QUERY",
            "discloser", World.BUREAU,
            "recipient", any(List.of(World.BANK, World.HARBOUR)),
            "purpose", "LOAN_APPROVAL",
            "channel", "SELF"));
  }

  private void frozen(String person) {
    Optional<String> freeze = world.state().freeze(person);
    if (freeze.isEmpty()) {
      world.freeze(person);
    } else {
      world.append(
          "freeze.lifted", Optional.of(person), Json.object("freeze", freeze.get(), "by", "SELF"));
    }
  }

  /** A request that looks at what was long ago, too. */
  DecisionRequest request() {
    String parent = late(releases).orElseGet(() -> world.id("rel").substring(4));
    JsonObject json =
        switch (random.nextInt(5)) {
          case 0, 1 -> Requests.supplyJson("SHOPPING.AGGREGATE", "TRAVEL.AGGREGATE");
          case 2, 3 -> Requests.purchaseJson(world, parent);
          default -> onward(parent);
        };
    JsonObject asked = Json.with(json, "subject", any(PERSONS));
    return Requests.of(
        random.nextInt(8) == 0
            ? Json.with(
                asked,
                "purpose",
                "POST_LOAN_MANAGEMENT",
                "purposeObject",
                Json.object("kind", "LOAN", "ref", any(loans)))
            : asked);
  }

  private static JsonObject onward(String parent) {
    return Json.object(
        "step",
        "ONWARD",
        "dryRun",
        false,
        "subject",
        World.ALICE,
        "caller",
        World.BANK,
        "from",
        World.BANK,
        "to",
        World.HARBOUR,
        "purpose",
        "LOAN_APPROVAL",
        "parents",
        List.of(Json.object("event", parent)),
        "categories",
        CATEGORIES);
  }
}
