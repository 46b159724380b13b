"""Who is tied with whom: who meets, supports, accuses or agrees with whom, and the statements that it rests on."""
