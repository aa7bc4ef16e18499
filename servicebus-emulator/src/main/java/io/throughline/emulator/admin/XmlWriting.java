package io.throughline.emulator.admin;

import java.io.ByteArrayOutputStream;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes elements, each with its namespace as the default one; but for counts, which some clients find by a prefix. */
final class XmlWriting {

    /** As Service Bus names it. */
    private static final String COUNTS_PREFIX = "d2p1";

    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    /** Service Bus's prefix for the types of XML Schema; some clients count its letters instead of reading it. */
    static final String TYPES = "d6p1";

    private XmlWriting() {}

    static byte[] write(Element root) {
        var bytes = new ByteArrayOutputStream();
        try {
            var writer = FACTORY.createXMLStreamWriter(bytes, "UTF-8");
            writer.writeStartDocument("UTF-8", "1.0");
            write(root, "", true, writer);
            writer.writeEndDocument();
            writer.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Cannot write " + root.name(), e);
        }
        return bytes.toByteArray();
    }

    private static void write(Element element, String outer, boolean root, XMLStreamWriter writer)
            throws XMLStreamException {
        start(element, outer, writer);
        if (root) {
            writer.writeNamespace("i", XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI);
            writer.writeNamespace(TYPES, XMLConstants.W3C_XML_SCHEMA_NS_URI);
        }
        for (var attribute : element.attributes().entrySet()) {
            writeAttribute(element, attribute.getKey(), attribute.getValue(), writer);
        }
        writer.writeCharacters(element.text());
        for (var child : element.children()) {
            write(child, element.namespace(), false, writer);
        }
        writer.writeEndElement();
    }

    private static void start(Element element, String outer, XMLStreamWriter writer) throws XMLStreamException {
        if (element.namespace().equals(Element.COUNTS)) {
            writer.writeStartElement(COUNTS_PREFIX, element.name(), element.namespace());
            return;
        }
        writer.writeStartElement("", element.name(), element.namespace());
        if (!element.namespace().equals(outer)) {
            writer.writeDefaultNamespace(element.namespace());
        }
        if (element.children().stream().anyMatch(child -> child.namespace().equals(Element.COUNTS))) {
            writer.writeNamespace(COUNTS_PREFIX, Element.COUNTS);
        }
    }

    /** What an element is says an attribute of XML Schema; in Atom, one of its own. */
    private static void writeAttribute(Element element, String name, String value, XMLStreamWriter writer)
            throws XMLStreamException {
        if (name.equals("type") && !element.namespace().equals(Element.ATOM)) {
            writer.writeAttribute("i", XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, name, value);
        } else {
            writer.writeAttribute(name, value);
        }
    }
}
