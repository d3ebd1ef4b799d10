# Faults of a map that is to become the sketch of an agreement.
J001 = This is not a GeoJSON feature collection
    .do = Export the map as GeoJSON (a FeatureCollection, RFC 7946), in UTF-8.
J002 = A feature of this shape is not used ({ $kind })
    .do = Places are points, roads are lines between two places. Draw it so, or leave it out.
J003 = This point has no name
    .do = Give it a property “id” (small Latin letters, figures, hyphens) or “name”.
J004 = This line does not say between which places it runs
    .do = Give it the properties “from” and “to”, or let its ends touch two named places.
imported = { $file }: { $places ->
    [one] { $places } place
   *[other] { $places } places
} and { $roads ->
    [one] { $roads } road
   *[other] { $roads } roads
}. Everything else is still to be agreed; mamarr check says what.
