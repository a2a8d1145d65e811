package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tallystick.local.state.RunState.Part;
import dev.tallystick.local.state.RunState.Phase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthTableTest {
  private static final Path HOME = Path.of("/home of \"x\"");
  private static final HealthTable.Row READY = row("postgres", Phase.HEALTHY, true);

  @Test
  void isHealthy_whenAllPartsAnswer() {
    assertThat(table(READY).isHealthy()).isTrue();
    assertThat(table(READY, row("data-vault", Phase.HEALTHY, false)).isHealthy()).isFalse();
    assertThat(table(READY, row("data-vault", Phase.RESTARTING, true)).isHealthy()).isFalse();
    assertThat(table().isHealthy()).as("nothing started yet").isFalse();
    assertThat(new HealthTable(HOME, false, List.of(READY), List.of()).isHealthy()).isFalse();
  }

  @Test
  void json_isReadable() throws Exception {
    JsonNode json =
        new ObjectMapper().readTree(table(READY, row("data-vault", Phase.HEALTHY, false)).json());

    assertThat(json.get("running").asBoolean()).isTrue();
    assertThat(json.get("healthy").asBoolean()).isFalse();
    assertThat(json.get("home").asText()).isEqualTo(HOME.toString());
    assertThat(json.at("/parts/0/name").asText()).isEqualTo("postgres");
    assertThat(json.at("/parts/0/pid").asLong()).isEqualTo(17);
    assertThat(json.at("/parts/0/reasons")).isEmpty();
    assertThat(json.at("/parts/1/state").asText()).isEqualTo("not ready");
    assertThat(json.at("/parts/1/reasons/0").asText()).isEqualTo("log: the \"disk\" is full");
    assertThat(json.at("/notes/0").asText()).isEqualTo("witnesses: a note");
  }

  @Test
  void text_hasALineForEachPart() {
    assertThat(table(READY, row("data-vault", Phase.RESTARTING, false)).text().lines())
        .satisfiesExactly(
            head -> assertThat(head).startsWith("part"),
            line -> assertThat(line).startsWith("postgres").contains("ready", "15432", "17"),
            line -> assertThat(line).startsWith("data-vault").contains("restarting"),
            line -> assertThat(line).isEqualTo("    log: the \"disk\" is full"),
            line -> assertThat(line).isEqualTo("witnesses: a note"));
  }

  @Test
  void colours_areThoseOfATrafficLight_andKeepTheColumns() {
    HealthTable table =
        table(
            READY,
            row("data-vault", Phase.STARTING, false),
            row("audit-service", Phase.RESTARTING, false));

    assertThat(table.text()).doesNotContain("\u001b");
    assertThat(table.text(true))
        .contains("\u001b[32mready     \u001b[0m")
        .contains("\u001b[33mstarting  \u001b[0m")
        .contains("\u001b[1;31mrestarting\u001b[0m");
    assertThat(table.text(true).replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(table.text());
  }

  private static HealthTable table(HealthTable.Row... rows) {
    return new HealthTable(HOME, true, List.of(rows), List.of("witnesses: a note"));
  }

  private static HealthTable.Row row(String name, Phase phase, boolean ready) {
    return new HealthTable.Row(
        new Part(name, phase, 15432, 17, 0),
        ready,
        ready ? List.of() : List.of("log: the \"disk\" is full"));
  }
}
