package io.throughline.ingest.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backbone.json.Deflated;
import io.throughline.backbone.json.EventCodec;
import io.throughline.events.OrderEvent;
import io.throughline.events.OrderPlaced;
import io.throughline.ingest.understand.NetState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What became of a shop's orders, by the storefront's id.
 *
 * @param nets what three adapters come to
 * @param snapshots the whole order as it is known in the end, without the order's key
 */
record Outcomes(Map<String, String> nets, Map<String, String> snapshots) {

    private static final int LARGEST = 1 << 26;

    /** @param prefix of the orders' keys */
    static Outcomes of(JdbcClient jdbc, String prefix) {
        return new Outcomes(nets(jdbc, prefix), snapshots(jdbc, prefix));
    }

    private static Map<String, String> nets(JdbcClient jdbc, String prefix) {
        EventCodec codec = new EventCodec();
        Map<String, List<OrderEvent>> events = new TreeMap<>();
        jdbc.sql("""
                select orderkey, body from order_event
                where orderkey like :prefix || '%' order by orderkey, orderseq
                """).param("prefix", prefix).query(row -> {
            String id = row.getString("orderkey").substring(prefix.length());
            byte[] body = Deflated.inflate(row.getBytes("body"), LARGEST);
            events.computeIfAbsent(id, first -> new ArrayList<>())
                    .add(codec.read(body).data());
        });
        Map<String, String> nets = new TreeMap<>();
        events.forEach((id, ofOne) -> {
            assertThat(ofOne).filteredOn(OrderPlaced.class::isInstance).as(id).hasSize(1);
            nets.put(id, NetState.of(ofOne).toString());
        });
        return nets;
    }

    private static Map<String, String> snapshots(JdbcClient jdbc, String prefix) {
        Map<String, String> snapshots = new TreeMap<>();
        jdbc.sql("select orderkey, snapshot from order_state where orderkey like :prefix || '%'")
                .param("prefix", prefix)
                .query(row -> {
                    String orderKey = row.getString("orderkey");
                    String snapshot =
                            new String(Deflated.inflate(row.getBytes("snapshot"), LARGEST), StandardCharsets.UTF_8);
                    snapshots.put(orderKey.substring(prefix.length()), snapshot.replace(orderKey, ""));
                });
        return snapshots;
    }
}
