package io.throughline.ingest.admin;

import io.throughline.ingest.OrderApi;
import io.throughline.ingest.Shop;
import io.throughline.ingest.access.Allows;
import io.throughline.ingest.access.Caller;
import io.throughline.ingest.access.Role;
import io.throughline.ingest.admin.AdminCommands.Command;
import io.throughline.ingest.admin.AdminCommands.Done;
import io.throughline.ingest.admin.ShopDesk.NewSecret;
import io.throughline.ingest.admin.ShopWishes.ApiWish;
import io.throughline.ingest.admin.ShopWishes.Expiry;
import io.throughline.ingest.admin.ShopWishes.NewShop;
import io.throughline.ingest.admin.ShopWishes.Scope;
import io.throughline.ingest.admin.ShopWishes.SecretWish;
import io.throughline.ingest.shops.ShopBook;
import io.throughline.ingest.store.Pauses;
import io.throughline.ingest.store.Reconciliations.Address;
import io.throughline.ingest.understand.UnderstandingWorker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The shops: listed, added, and their keys exchanged, without a restart. */
@RestController
@RequestMapping("/admin/shops")
@Allows(Role.OPERATOR)
class ShopApi {

    private final ShopBook book;
    private final Pauses pauses;
    private final ShopDesk desk;
    private final AdminCommands commands;
    private final UnderstandingWorker worker;

    ShopApi(ShopBook book, Pauses pauses, ShopDesk desk, AdminCommands commands, UnderstandingWorker worker) {
        this.book = book;
        this.pauses = pauses;
        this.desk = desk;
        this.commands = commands;
        this.worker = worker;
    }

    @GetMapping
    List<ShopView> shops() {
        book.read();
        Map<Address, Long> held = pauses.held();
        return book.shops().stream()
                .map(shop -> ShopView.of(shop, book, held.getOrDefault(shop.address(), 0L)))
                .toList();
    }

    @PostMapping
    Done add(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @RequestHeader(AdminCommands.KEY) Optional<UUID> key,
            @RequestBody NewShop wish) {
        Shop shop = wish.read();
        return obey(
                new Command(caller, key, "add-shop", shop.source() + "/" + shop.slug(), wish.reason()),
                () -> desk.add(shop));
    }

    @PostMapping("/api")
    Done changeApi(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @RequestHeader(AdminCommands.KEY) Optional<UUID> key,
            @RequestBody ApiWish wish) {
        OrderApi api = wish.read();
        Address shop = desk.known(wish.source(), wish.shop());
        return obey(
                new Command(caller, key, "change-shop-api", subject(shop), wish.reason()),
                () -> desk.changeApi(shop, api));
    }

    @PostMapping("/secrets")
    Done addSecret(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @RequestHeader(AdminCommands.KEY) Optional<UUID> key,
            @RequestBody SecretWish wish) {
        NewSecret secret = wish.read();
        Address shop = desk.known(wish.source(), wish.shop());
        return obey(
                new Command(caller, key, "add-shop-secret", subject(shop), wish.reason()),
                () -> desk.addSecret(shop, secret));
    }

    @PostMapping("/secrets/expire")
    Done expireSecret(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @RequestHeader(AdminCommands.KEY) Optional<UUID> key,
            @RequestBody Expiry wish) {
        Address shop = desk.known(wish.source(), wish.shop());
        String id = String.valueOf(wish.id());
        return obey(
                new Command(caller, key, "expire-shop-secret", subject(shop) + " " + id, wish.reason()),
                () -> desk.expireSecret(shop, id, Optional.ofNullable(wish.at())));
    }

    /** Webhooks are accepted and written down, and nothing is made of them, until the shop is resumed. */
    @PostMapping("/pause")
    Done pause(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @RequestHeader(AdminCommands.KEY) Optional<UUID> key,
            @RequestBody Scope wish) {
        Address scope = desk.scope(wish.source(), wish.shop());
        Command command = new Command(caller, key, "pause-shop", subject(scope), wish.reason());
        return obey(
                command,
                () -> pauses.pause(scope.source(), scope.shop(), caller.name(), String.valueOf(wish.reason())));
    }

    @PostMapping("/resume")
    Done resume(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @RequestHeader(AdminCommands.KEY) Optional<UUID> key,
            @RequestBody Scope wish) {
        Address scope = desk.scope(wish.source(), wish.shop());
        return obey(
                new Command(caller, key, "resume-shop", subject(scope), wish.reason()),
                () -> pauses.resume(scope.source(), scope.shop()));
    }

    /** This instance obeys before it answers, the others when they are notified. */
    private Done obey(Command command, IntSupplier change) {
        Done done = commands.obey(command, change);
        book.read();
        worker.signal();
        return done;
    }

    private static String subject(Address shop) {
        return shop.source() + "/" + (shop.shop().isEmpty() ? "*" : shop.shop());
    }
}
