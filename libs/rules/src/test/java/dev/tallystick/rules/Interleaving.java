package dev.tallystick.rules;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.ShippedPacks;
import dev.tallystick.rules.state.Consent;
import dev.tallystick.rules.state.ConsentStatus;
import dev.tallystick.rules.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Two replicas that decide from what they have read of one log, each a little behind, one killed
 * now and then; persons, authorities and lenders who do what they like meanwhile. Which turn comes
 * next is drawn from a seed, so that a run which finds something can be made again.
 */
final class Interleaving {
  private static final List<String> PERSONS = List.of(World.ALICE, World.BOB);
  private static final List<String> CATEGORIES =
      List.of("PAYMENT.SUMMARY", "SHOPPING.AGGREGATE", "TRAVEL.AGGREGATE");

  private final World world = World.standard();
  private final Random random;
  private final boolean guarded;
  private final State[] replicas = {State.EMPTY, State.EMPTY};
  private final List<Asked> open = new ArrayList<>();
  private final Map<String, List<String>> supplies = new java.util.HashMap<>();
  private final Pack other;
  int released;
  int refusedByTheLog;
  int denied;

  /** A permit that is on its way to the log. */
  private record Asked(DecisionRequest request, Decision decision) {}

  /**
   * A run.
   *
   * @param guarded whether the log compares guards; without, it is the log that must not be
   */
  Interleaving(long seed, boolean guarded) {
    this.random = new Random(seed);
    this.guarded = guarded;
    this.other = Packs.over("purposes: {MARKETING: {permitted: false}}\nversion: 2\n");
    world.on(Packs.shelf());
  }

  World world() {
    return world;
  }

  Interleaving run(int turns) {
    for (int turn = 0; turn < turns; turn++) {
      world.later(java.time.Duration.ofMillis(random.nextInt(40)));
      int dice = random.nextInt(100);
      if (dice < 40) {
        ask();
      } else if (dice < 70) {
        finish();
      } else if (dice < 85) {
        read(random.nextInt(2), random.nextInt(12));
      } else if (dice < 86) {
        replicas[random.nextInt(2)] = State.EMPTY;
      } else {
        act();
      }
    }
    return this;
  }

  /** Lets everybody go on: nothing frozen, nobody suspended, consents of both persons. */
  Interleaving settle() {
    for (String person : PERSONS) {
      if (world.state().isFrozen(person)) {
        freezeOrLift(person);
      }
      for (JsonObject consent :
          List.of(Consents.provide(world, CATEGORIES), Consents.query(world, CATEGORIES))) {
        world.append("consent.given", Optional.of(person), consent);
      }
    }
    for (String party : List.of(World.BANK, World.MALL)) {
      if (!world.state().party(party).orElseThrow().suspensions().isEmpty()) {
        suspendOrRestore(party);
      }
    }
    return this;
  }

  private String person() {
    return PERSONS.get(random.nextInt(PERSONS.size()));
  }

  private void read(int replica, int entries) {
    long to = Math.min(world.state().size(), replicas[replica].size() + entries);
    // A replica that was killed reads all of it before it answers.
    long goal = replicas[replica].size() == 0 ? world.state().size() : to;
    while (replicas[replica].size() < goal) {
      replicas[replica] =
          replicas[replica].fold(world.events().get((int) replicas[replica].size()));
    }
  }

  private void ask() {
    int replica = random.nextInt(2);
    if (replicas[replica].size() == 0) {
      read(replica, 0);
    }
    DecisionRequest request = request();
    Decision decision = Rules.decide(replicas[replica], request, world.now(), world.shelf());
    if (decision.isPermit() && !request.dryRun()) {
      open.add(new Asked(request, decision));
    } else if (!decision.isPermit()) {
      deny(replica, request);
    }
  }

  /** A refusal is made from a state that is no older than the request. */
  private void deny(int replica, DecisionRequest request) {
    read(replica, Integer.MAX_VALUE / 2);
    Decision fresh = Rules.decide(replicas[replica], request, world.now(), world.shelf());
    if (!fresh.isPermit()) {
      Releases.deny(world, request, fresh);
      denied++;
    }
  }

  private DecisionRequest request() {
    String person = person();
    List<String> parents = supplies.getOrDefault(person, List.of());
    boolean purchase = !parents.isEmpty() && random.nextBoolean();
    JsonObject json =
        purchase
            ? Requests.purchaseJson(world, parents.get(random.nextInt(parents.size())))
            : Requests.supplyJson("SHOPPING.AGGREGATE", "TRAVEL.AGGREGATE");
    return Requests.of(Json.with(json, "subject", person));
  }

  private void finish() {
    if (open.isEmpty()) {
      return;
    }
    Asked asked = open.remove(random.nextInt(open.size()));
    boolean moved =
        asked.decision().guards().entrySet().stream()
            .anyMatch(guard -> world.state().guard(guard.getKey()) != guard.getValue());
    boolean late = world.now().isAfter(asked.decision().window().notAfter());
    if (late || (guarded && moved)) {
      refusedByTheLog++;
      return;
    }
    String event = Releases.log(world, asked.request(), asked.decision());
    released++;
    if (asked.request().step() == Step.RELEASE_1) {
      supplies
          .computeIfAbsent(asked.request().subject().orElseThrow(), p -> new ArrayList<>())
          .add(event);
    }
  }

  private void act() {
    String person = person();
    int dice = random.nextInt(100);
    if (dice < 40) {
      grant(person);
    } else if (dice < 60) {
      change(person);
    } else if (dice < 80) {
      any(person).ifPresent(consent -> world.withdraw(consent.id()));
    } else if (dice < 88) {
      freezeOrLift(person);
    } else if (dice < 96) {
      suspendOrRestore(random.nextBoolean() ? World.BANK : World.MALL);
    } else {
      Pack next = random.nextBoolean() ? other : ShippedPacks.get("cn-2022");
      world.activate(next, world.now());
    }
  }

  private void grant(String person) {
    JsonObject data =
        random.nextBoolean()
            ? Consents.provide(world, CATEGORIES)
            : Consents.query(world, CATEGORIES);
    JsonObject limited =
        random.nextInt(3) == 0 ? Json.with(data, "useLimit", 1 + random.nextInt(3)) : data;
    world.append("consent.given", Optional.of(person), limited);
  }

  private Optional<Consent> any(String person) {
    List<Consent> standing =
        world.state().consents(person).stream()
            .filter(consent -> consent.status() == ConsentStatus.GIVEN)
            .toList();
    return standing.isEmpty()
        ? Optional.empty()
        : Optional.of(standing.get(random.nextInt(standing.size())));
  }

  private void change(String person) {
    any(person)
        .ifPresent(
            consent -> {
              List<String> fewer = CATEGORIES.subList(0, 1 + random.nextInt(CATEGORIES.size()));
              JsonObject data =
                  consent.kind().equals("PROVIDE")
                      ? Consents.provide(world, fewer)
                      : Consents.query(world, fewer);
              world.append(
                  "consent.given",
                  Optional.of(person),
                  Json.with(data, "consent", consent.id(), "version", (int) consent.version() + 1));
            });
  }

  private void freezeOrLift(String person) {
    Optional<String> freeze = world.state().freeze(person);
    if (freeze.isEmpty()) {
      world.freeze(person);
    } else {
      world.append(
          "freeze.lifted", Optional.of(person), Json.object("freeze", freeze.get(), "by", "SELF"));
    }
  }

  private void suspendOrRestore(String party) {
    Optional<String> suspension =
        world.state().party(party).orElseThrow().suspensions().keySet().stream().findFirst();
    if (suspension.isEmpty()) {
      world.suspend(party);
    } else {
      world.append(
          "party.restored",
          Optional.empty(),
          Json.object(
              "party",
              party,
              "suspension",
              suspension.get(),
              "ground",
              "settled",
              "by",
              "credit-authority"));
    }
  }
}
