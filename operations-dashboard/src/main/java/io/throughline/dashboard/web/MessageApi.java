package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Message;
import io.throughline.dashboard.web.CommandApi.Because;
import io.throughline.dashboard.web.Messages.Told;
import jakarta.validation.Valid;
import java.security.Principal;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One delivery, for programs. */
@RestController
@RequestMapping("/api/deliveries/{integration}/{orderRef}/{sequence}")
class MessageApi {

    private final Messages messages;

    MessageApi(Messages messages) {
        this.messages = messages;
    }

    /** Personal data is masked. */
    @GetMapping
    Told message(Message.Key key) {
        return messages.masked(key);
    }

    /** With personal data; kept in the audit log. */
    @PostMapping(path = "/reveal", consumes = MediaType.APPLICATION_JSON_VALUE)
    Told reveal(Message.Key key, @Valid @RequestBody Because because, Principal actor) {
        return messages.revealed(key, because.of(actor));
    }
}
