package io.throughline.ingest.publish;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.throughline.ingest.TimeOrderedIds;
import io.throughline.ingest.access.Allows;
import io.throughline.ingest.access.Caller;
import io.throughline.ingest.access.Role;
import io.throughline.ingest.store.Replay;
import io.throughline.ingest.store.ReplaySelection;
import io.throughline.ingest.store.Replays;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Sends events of the log once more, to one module alone. */
@RestController
@RequestMapping("/replays")
@Allows(Role.OPERATOR)
class ReplayApi {

    private final Replays replays;
    private final ReplayDesk desk;
    private final TimeOrderedIds ids;
    private final int listed;

    ReplayApi(Replays replays, ReplayDesk desk, TimeOrderedIds ids, ReplayProperties properties) {
        this.replays = replays;
        this.desk = desk;
        this.ids = ids;
        this.listed = properties.listed();
    }

    /**
     * What is wished.
     *
     * @param commandId asking with the same id again changes nothing; one is made up when it is absent
     * @param from appended then or later; {@code until}: appended before
     * @param reason kept beside the replay, for whoever asks why
     * @param dryRun only count
     */
    record Wish(
            @Nullable UUID commandId,
            @Nullable String target,
            @Nullable String orderKey,
            @Nullable String type,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable String reason,
            @Nullable Boolean dryRun) {}

    /** What a dry run answers. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Counted(ReplaySelection selection, long events) {}

    @PostMapping
    ResponseEntity<?> request(@RequestBody Wish wish, @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
        try {
            ReplaySelection selection = new ReplaySelection(
                    wish.target == null ? "" : wish.target, wish.orderKey, wish.type, wish.from, wish.until);
            if (Boolean.TRUE.equals(wish.dryRun)) {
                return ResponseEntity.ok(new Counted(selection, replays.count(selection)));
            }
            UUID id = wish.commandId == null ? ids.next() : wish.commandId;
            return ResponseEntity.accepted()
                    .body(desk.request(id, selection, caller.name(), wish.reason == null ? "" : wish.reason));
        } catch (ReplayDesk.OtherWishException other) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, other.getMessage(), other);
        } catch (IllegalArgumentException wrong) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, wrong.getMessage(), wrong);
        }
    }

    @GetMapping
    List<Replay> latest() {
        return replays.latest(listed);
    }

    @GetMapping("/{id}")
    Replay one(@PathVariable UUID id) {
        return replays.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No such replay"));
    }

    @PostMapping("/{id}/cancel")
    Replay cancel(@PathVariable UUID id, @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
        replays.cancel(id, caller.name());
        return one(id);
    }
}
