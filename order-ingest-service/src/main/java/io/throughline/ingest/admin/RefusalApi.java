package io.throughline.ingest.admin;

import io.throughline.ingest.access.Allows;
import io.throughline.ingest.access.Role;
import io.throughline.ingest.store.RefusedWebhooks;
import io.throughline.ingest.store.RefusedWebhooks.Group;
import io.throughline.ingest.store.RefusedWebhooks.Remembered;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Refused requests: how many of each shop and cause, and the latest of them. */
@RestController
@RequestMapping("/admin/refusals")
@Allows(Role.SERVICE)
class RefusalApi {

    private final RefusedWebhooks refused;

    RefusalApi(RefusedWebhooks refused) {
        this.refused = refused;
    }

    @GetMapping
    List<Group> groups() {
        return refused.groups();
    }

    @GetMapping("/{source}/{shop}/{cause}")
    List<Remembered> latest(@PathVariable String source, @PathVariable String shop, @PathVariable String cause) {
        return refused.latest(source, shop, cause);
    }
}
