package dev.tallystick.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Who calls whom in the cluster, and who may: the arrows of ARCHITECTURE.md. */
class KubernetesNetworkTest {
  @Test
  void addresses_areOfServicesThatThereAre_andAlongTheArrows() throws Exception {
    Set<String> called = new TreeSet<>();
    for (String program : Checkout.programs()) {
      Properties own = Manifests.settings(program);
      for (String key : own.stringPropertyNames()) {
        if (key.matches("tallystick\\.[a-z]+\\.url")) {
          String[] place = own.getProperty(key).replace("https://", "").split(":", -1);
          JsonNode service = Manifests.of("Service", place[0]);
          assertThat(service.at("/spec/ports/0/port").asText()).isEqualTo(place[1]);
          called.add(Arrows.of(program, place[0]));
        }
      }
    }
    assertThat(called).isEqualTo(Arrows.documented());
  }

  @Test
  void networkPolicies_allowTheArrowsAlone() throws Exception {
    Set<String> out = new TreeSet<>();
    Set<String> in = new TreeSet<>();
    Map<String, Set<String>> databases = new TreeMap<>();
    for (JsonNode policy : Checkout.documents(Manifests.BASE.resolve("network.yaml"))) {
      String who = app(policy.at("/spec/podSelector"));
      for (JsonNode rule : policy.at("/spec/egress")) {
        for (JsonNode peer : rule.path("to")) {
          if (Checkout.programs().contains(who) && !app(peer.path("podSelector")).isEmpty()) {
            out.add(Arrows.of(who, app(peer.get("podSelector"))));
          }
          String database = peer.at("/podSelector/matchLabels/cnpg.io~1cluster").asText();
          if (!who.isEmpty() && !database.isEmpty()) {
            databases.computeIfAbsent(database, name -> new TreeSet<>()).add(who);
          }
        }
      }
      for (JsonNode rule : policy.at("/spec/ingress")) {
        for (JsonNode peer : rule.path("from")) {
          if (Checkout.programs().contains(who) && !app(peer.path("podSelector")).isEmpty()) {
            in.add(Arrows.of(app(peer.get("podSelector")), who));
          }
          assertThat(peer).as("nobody is let in from everywhere").isNotEmpty();
        }
      }
    }
    assertThat(out).isEqualTo(Arrows.documented());
    assertThat(in).isEqualTo(Arrows.documented());
    assertThat(databases)
        .containsOnlyKeys("audit-db", "consent-db", "vault-db", "bureau-db")
        .allSatisfy(
            (database, users) ->
                assertThat(users)
                    .hasSize(2)
                    .anyMatch(
                        user ->
                            Checkout.SERVICES.contains(user)
                                && user.contains(database.replace("-db", "")))
                    .anyMatch(user -> user.endsWith("-migrate")));
    JsonNode nobody = Manifests.of("NetworkPolicy", "nobody");
    assertThat(nobody.at("/spec/podSelector")).isEmpty();
    assertThat(nobody.at("/spec/policyTypes").toString()).isEqualTo("[\"Ingress\",\"Egress\"]");
    assertThat(nobody.at("/spec").has("ingress") || nobody.at("/spec").has("egress")).isFalse();
  }

  private static String app(JsonNode selector) {
    return selector.at("/matchLabels/app.kubernetes.io~1name").asText();
  }
}
