package dev.tallystick.portal.regulator;

import dev.tallystick.portal.call.PartyNames.Names;
import dev.tallystick.portal.document.FoundConflict;
import dev.tallystick.portal.document.RecordedShare;
import dev.tallystick.portal.document.RecordedShares;
import dev.tallystick.portal.graph.DrawGraph;
import dev.tallystick.portal.graph.DrawnGraph;
import dev.tallystick.portal.graph.GraphEdge;
import dev.tallystick.portal.graph.GraphNode;
import dev.tallystick.portal.graph.Layers;
import dev.tallystick.portal.words.Bundles;
import dev.tallystick.web.ReaderText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who owns whom.
 *
 * @param conflicts each in one sentence
 */
public record OwnershipView(DrawnGraph graph, List<ShareLine> shares, List<String> conflicts) {
  /** Copies the lists. */
  public OwnershipView {
    shares = List.copyOf(shares);
    conflicts = List.copyOf(conflicts);
  }

  /** A share. */
  public record ShareLine(
      String holder, String held, String share, String since, String approval) {}

  /** Whether nobody holds anything. */
  public boolean isEmpty() {
    return shares.isEmpty();
  }

  static OwnershipView of(RecordedShares.Partial answer, ReaderText text, Names names) {
    RegulatorMessages say = Bundles.get(RegulatorMessages.class, text.locale());
    Set<String> rivals = new TreeSet<>();
    answer.conflicts().forEach(one -> one.holder().ifPresent(rivals::add));
    List<GraphEdge> edges =
        answer.shares().stream()
            .map(
                one ->
                    new GraphEdge(
                        one.holder().orElse("?"), one.held().orElse("?"), percent(one, text)))
            .toList();
    List<GraphNode> nodes = new ArrayList<>();
    Layers.of(edges)
        .forEach(
            (party, layer) ->
                nodes.add(
                    new GraphNode(
                        party,
                        layer,
                        names.of(party),
                        rivals.contains(party) ? say.rival() : party,
                        rivals.contains(party)
                            ? List.of("node", "party", "rival")
                            : List.of("node", "party"),
                        "")));
    return new OwnershipView(
        new DrawGraph(nodes, edges).draw(Set.of()),
        answer.shares().stream()
            .map(
                one ->
                    new ShareLine(
                        names.of(one.holder().orElse("?")),
                        names.of(one.held().orElse("?")),
                        percent(one, text),
                        one.since().map(text::dayOf).orElse(""),
                        one.approvalRef().orElse("")))
            .toList(),
        answer.conflicts().stream().map(one -> conflict(one, text, names, say)).toList());
  }

  private static String conflict(
      FoundConflict.Partial one, ReaderText text, Names names, RegulatorMessages say) {
    return say.conflict(
        names.of(one.holder().orElse("?")),
        names.of(one.bureau().orElse("?")),
        percent(one.basisPoints().orElse(0), text));
  }

  private static String percent(RecordedShare.Partial one, ReaderText text) {
    return percent(one.basisPoints().orElse(0), text);
  }

  private static String percent(long basisPoints, ReaderText text) {
    String whole = text.number(basisPoints / 100);
    return basisPoints % 100 == 0 ? whole + " %" : "%s.%02d %%".formatted(whole, basisPoints % 100);
  }
}
