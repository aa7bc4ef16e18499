package io.throughline.ingest.publish;

import io.throughline.backbone.json.ClaimCheck;
import io.throughline.ingest.access.Allows;
import io.throughline.ingest.access.Role;
import io.throughline.ingest.store.EventLog;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The data of an event that travelled without them; the very bytes that its reference's hash was computed of. */
@RestController
@Allows(Role.SERVICE)
class EventDataApi {

    private final EventLog log;

    EventDataApi(EventLog log) {
        this.log = log;
    }

    @GetMapping("/events/{id}/data")
    ResponseEntity<byte[]> data(@PathVariable UUID id) {
        return log.body(id).map(EventDataApi::answer).orElseThrow(() -> nothing("The log has no such event"));
    }

    /** What hashes to something else than the message says because the person in it was erased since. */
    @GetMapping("/events/{id}/erased-data")
    ResponseEntity<byte[]> erasedData(@PathVariable UUID id) {
        return log.erasedBody(id)
                .map(EventDataApi::answer)
                .orElseThrow(() -> nothing("Nobody was erased from an event of this id"));
    }

    private static ResponseEntity<byte[]> answer(byte[] event) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .body(ClaimCheck.data(event));
    }

    private static ResponseStatusException nothing(String because) {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, because);
    }
}
