"use strict";

// Run as: node scenarios.js SCENARIO, with CONNECTION_STRING, PREFIX (of the names of queues and topics) and, where that
// is not the connection's host over TLS, ADMINISTRATION (http://host:port) in the environment.
// Ends with 0 if all that a scenario claims is true.

const assert = require("node:assert/strict");
const { ServiceBusAdministrationClient, ServiceBusClient } = require("@azure/service-bus");

const PATIENCE = 10_000;
const client = new ServiceBusClient(process.env.CONNECTION_STRING, {
  retryOptions: { maxRetries: 1, timeoutInMs: PATIENCE },
});

/** As many messages as asked for, however many calls that takes. */
async function receive(receiver, count) {
  const messages = [];
  while (messages.length < count) {
    const more = await receiver.receiveMessages(count - messages.length, { maxWaitTimeInMs: PATIENCE });
    assert.notEqual(more.length, 0, `only ${messages.length} of ${count} messages came`);
    messages.push(...more);
  }
  return messages;
}

async function complete(receiver, messages) {
  for (const message of messages) {
    await receiver.completeMessage(message);
  }
}

const name = (entity) => process.env.PREFIX + entity;

const bodies = (messages) => messages.map((message) => message.body);

const scenarios = {
  async sends() {
    const sender = client.createSender(name("js-sends"));
    const receiver = client.createReceiver(name("js-sends"));

    await sender.sendMessages({
      body: { sku: "SKU-1", quantity: 2 },
      messageId: "m-1",
      subject: "placed",
      correlationId: "c-1",
      contentType: "application/json",
      timeToLive: 60_000,
      applicationProperties: { text: "größe", number: 7, flag: true, at: new Date(0) },
    });

    const [message] = await receive(receiver, 1);
    assert.deepEqual(message.body, { sku: "SKU-1", quantity: 2 });
    assert.equal(message.messageId, "m-1");
    assert.equal(message.subject, "placed");
    assert.equal(message.correlationId, "c-1");
    assert.equal(message.contentType, "application/json");
    assert.equal(message.timeToLive, 60_000);
    assert.equal(message.deliveryCount, 0);
    assert.deepEqual(message.applicationProperties, { text: "größe", number: 7, flag: true, at: 0 });
    await receiver.abandonMessage(message);
    const [again] = await receive(receiver, 1);
    assert.equal(again.deliveryCount, 1);
    assert.ok((await receiver.renewMessageLock(again)) > new Date());
    await receiver.completeMessage(again);
    assert.deepEqual(await receiver.peekMessages(1), []);
  },

  async batches() {
    const sender = client.createSender(name("js-batches"));
    const receiver = client.createReceiver(name("js-batches"));
    const batch = await sender.createMessageBatch();
    for (let i = 0; i < 50; i++) {
      assert.ok(batch.tryAddMessage({ body: `b-${i}` }));
    }

    await sender.sendMessages(batch);
    await sender.sendMessages([{ body: "b-50" }, { body: "b-51" }]);

    const messages = await receive(receiver, 52);
    assert.deepEqual(
      bodies(messages),
      Array.from({ length: 52 }, (_, i) => `b-${i}`),
    );
    await complete(receiver, messages);
  },

  async deadLetters() {
    const sender = client.createSender(name("js-dead"));
    const receiver = client.createReceiver(name("js-dead"));
    await sender.sendMessages([{ body: "bad" }, { body: "worse" }]);
    for (const message of await receive(receiver, 2)) {
      await receiver.deadLetterMessage(message, {
        deadLetterReason: "unreadable",
        deadLetterErrorDescription: "No order id",
      });
    }

    const dead = client.createReceiver(name("js-dead"), { subQueueType: "deadLetter" });
    const letters = await receive(dead, 2);
    assert.deepEqual(bodies(letters), ["bad", "worse"]);
    for (const letter of letters) {
      assert.equal(letter.deadLetterReason, "unreadable");
      assert.equal(letter.deadLetterErrorDescription, "No order id");
    }
    await complete(dead, letters);
    assert.deepEqual(await dead.peekMessages(1), []);
  },

  async schedules() {
    const sender = client.createSender(name("js-later"));
    const receiver = client.createReceiver(name("js-later"));
    const inAnHour = new Date(Date.now() + 3_600_000);
    const [first, second] = await sender.scheduleMessages([{ body: "first" }, { body: "second" }], inAnHour);
    await sender.sendMessages({ body: "now" });

    const peeked = await receiver.peekMessages(10);
    assert.deepEqual(bodies(peeked), ["first", "second", "now"]);
    assert.deepEqual(peeked.map((message) => message.state), ["scheduled", "scheduled", "active"]);
    await sender.cancelScheduledMessages([first]);
    assert.deepEqual(bodies(await receiver.peekMessages(10, { fromSequenceNumber: second })), ["second", "now"]);
    assert.deepEqual(bodies(await receiver.peekMessages(10)).includes("first"), false);
    await sender.cancelScheduledMessages([second]);
    await sender.scheduleMessages({ body: "soon" }, new Date(Date.now() + 500));
    const messages = await receive(receiver, 2);
    assert.deepEqual(bodies(messages), ["now", "soon"]);
    await complete(receiver, messages);
  },

  async defers() {
    const sender = client.createSender(name("js-deferred"));
    const receiver = client.createReceiver(name("js-deferred"));
    await sender.sendMessages({ body: "wait" });
    const [message] = await receive(receiver, 1);
    await receiver.deferMessage(message, { why: "too early" });

    const [deferred] = await receiver.receiveDeferredMessages(message.sequenceNumber);
    assert.equal(deferred.body, "wait");
    assert.equal(deferred.applicationProperties.why, "too early");
    await receiver.completeMessage(deferred);
  },

  async topics() {
    const sender = client.createSender(name("js-topic"));
    const rules = client.createRuleManager(name("js-topic"), "red");
    for await (const rule of rules.listRules()) {
      await rules.deleteRule(rule.name);
    }
    await rules.createRule("red", { sqlExpression: "color = 'red' AND amount > 10" });
    await rules.createRule("blue", { applicationProperties: { color: "blue" } });

    await sender.sendMessages([
      { body: "small red", applicationProperties: { color: "red", amount: 5 } },
      { body: "red", applicationProperties: { color: "red", amount: 11 } },
      { body: "green", applicationProperties: { color: "green", amount: 11 } },
      { body: "blue", applicationProperties: { color: "blue" } },
    ]);

    const all = client.createReceiver(name("js-topic"), "all", { receiveMode: "receiveAndDelete" });
    const red = client.createReceiver(name("js-topic"), "red", { receiveMode: "receiveAndDelete" });
    assert.deepEqual(bodies(await receive(all, 4)), ["small red", "red", "green", "blue"]);
    assert.deepEqual(bodies(await receive(red, 2)), ["red", "blue"]);
    assert.deepEqual(await red.peekMessages(1), []);
  },

  async subscribes() {
    const sender = client.createSender(name("js-stream"));
    const receiver = client.createReceiver(name("js-stream"));
    const seen = new Set();
    let failure;
    const done = new Promise((resolve) => {
      receiver.subscribe(
        {
          async processMessage(message) {
            seen.add(message.body);
            if (seen.size === 100) {
              resolve();
            }
          },
          async processError(args) {
            failure = args.error;
            resolve();
          },
        },
        { maxConcurrentCalls: 5 },
      );
    });
    await sender.sendMessages(Array.from({ length: 100 }, (_, i) => ({ body: i })));
    await done;
    assert.equal(failure, undefined);
    assert.equal(seen.size, 100);
  },

  async administers() {
    const administration = new ServiceBusAdministrationClient(process.env.CONNECTION_STRING);
    if (process.env.ADMINISTRATION) {
      // The client knows only https and the port of AMQP.
      administration.pipeline.addPolicy({
        name: "toTheEmulator",
        sendRequest(request, next) {
          const url = new URL(request.url);
          request.url = process.env.ADMINISTRATION + url.pathname + url.search;
          request.allowInsecureConnection = true;
          return next(request);
        },
      });
    }

    const queue = await administration.createQueue(name("js-made"), { lockDuration: "PT30S", maxDeliveryCount: 4 });
    assert.equal(queue.lockDuration, "PT30S");
    queue.maxDeliveryCount = 5;
    await administration.updateQueue(queue);
    assert.equal((await administration.getQueue(name("js-made"))).maxDeliveryCount, 5);
    await client.createSender(name("js-made")).sendMessages({ body: "counted" });
    assert.equal((await administration.getQueueRuntimeProperties(name("js-made"))).activeMessageCount, 1);

    await administration.createTopic(name("js-news"));
    await administration.createSubscription(name("js-news"), "audit");
    await administration.createRule(name("js-news"), "audit", "big", {
      sqlExpression: "size > @least AND color = @color",
      sqlParameters: { "@least": 3, "@color": "red" },
    });
    const big = await administration.getRule(name("js-news"), "audit", "big");
    assert.deepEqual(big.filter.sqlParameters, { "@least": 3, "@color": "red" });
    await assert.rejects(
      administration.createRule(name("js-news"), "audit", "lost", { sqlExpression: "size > @most" }),
      /Parameter @most has no value/,
    );
    const names = [];
    for await (const rule of administration.listRules(name("js-news"), "audit")) {
      names.push(rule.name);
    }
    assert.deepEqual(names.sort(), ["$Default", "big"]);
    await administration.deleteTopic(name("js-news"));
    assert.equal(await administration.topicExists(name("js-news")), false);
    await administration.deleteQueue(name("js-made"));
    assert.equal(await administration.queueExists(name("js-made")), false);
    await assert.rejects(administration.getQueue(name("js-made")), { code: "MessageEntityNotFoundError" });
  },

  async sessions() {
    const sender = client.createSender(name("js-sessions"));
    await sender.sendMessages([
      { body: "a1", sessionId: "a" },
      { body: "b1", sessionId: "b" },
      { body: "a2", sessionId: "a" },
    ]);

    const a = await client.acceptSession(name("js-sessions"), "a");
    assert.equal(a.sessionId, "a");
    const messages = await receive(a, 2);
    assert.deepEqual(bodies(messages), ["a1", "a2"]);
    await complete(a, messages);
    await a.setSessionState({ step: 2 });
    assert.deepEqual(await a.getSessionState(), { step: 2 });
    assert.ok((await a.renewSessionLock()) > new Date());
    const next = await client.acceptNextSession(name("js-sessions"));
    assert.equal(next.sessionId, "b");
    await complete(next, await receive(next, 1));
    await assert.rejects(client.acceptSession(name("js-sessions"), "a"), { code: "SessionCannotBeLocked" });
    await next.close();
    await a.close();
  },
};

scenarios[process.argv[2]]()
  .then(() => client.close())
  .then(
    () => process.exit(0),
    (failure) => {
      console.error(failure);
      process.exit(1);
    },
  );
